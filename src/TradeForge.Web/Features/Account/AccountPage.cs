using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using TradeForge.Infrastructure.Postgres;
using TradeForge.Web.Shared;

namespace TradeForge.Web.Features.Account;

/// <summary>What the account pages share: they answer one request, without a circuit, because they set cookies.</summary>
public abstract class AccountPage : ComponentBase
{
    [Inject] protected IStringLocalizer<AccountText> L { get; set; } = default!;
    [Inject] protected UserManager<AppUser> Users { get; set; } = default!;
    [Inject] protected SignInManager<AppUser> SignIn { get; set; } = default!;
    [Inject] protected NavigationManager Navigation { get; set; } = default!;
    [CascadingParameter] protected HttpContext Context { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "returnUrl")] protected string? ReturnUrl { get; set; }

    /// <summary>Everything that is wrong with the form, in its order.</summary>
    protected List<string> Problems { get; } = [];

    protected CancellationToken Aborted => Context.RequestAborted;
    protected string Destination => LocalUrl.Or(ReturnUrl, "/");
    protected string WithReturn(string path) => Destination == "/" ? path : $"{path}?returnUrl={Uri.EscapeDataString(Destination)}";

    /// <summary>Notes the problems of an Identity answer; true when there are none.</summary>
    protected bool Accept(IdentityResult result)
    {
        Problems.AddRange(result.Errors.Select(e => e.Description).Except(Problems));
        return result.Succeeded;
    }

    /// <summary>Checks a new password by all the rules at once.</summary>
    protected async Task CheckPasswordAsync(AppUser user, string? password, string? again)
    {
        foreach (var validator in Users.PasswordValidators) Accept(await validator.ValidateAsync(Users, user, password ?? ""));
        if (password != again) Problems.Add(L["PasswordsDiffer"]);
    }

    protected void CheckEmail(string? email)
    {
        if (!Addresses.IsEmail(email)) Problems.Add(L["InvalidEmail"]);
    }

    /// <summary>Takes the time that a real check takes, so that the answer does not tell whether the address is known.</summary>
    protected void SpendHash(string? password) => Users.PasswordHasher.HashPassword(new AppUser(), password ?? "");
}
