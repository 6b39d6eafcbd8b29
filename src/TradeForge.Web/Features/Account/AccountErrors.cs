using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;

namespace TradeForge.Web.Features.Account;

/// <summary>What Identity finds wrong, in the reader's language.</summary>
public sealed class AccountErrors(IStringLocalizer<AccountText> text) : IdentityErrorDescriber
{
    public override IdentityError DefaultError() => Say(nameof(DefaultError));
    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure));
    public override IdentityError InvalidEmail(string? email) => Say(nameof(InvalidEmail));
    public override IdentityError InvalidUserName(string? userName) => Say(nameof(InvalidEmail));
    public override IdentityError InvalidToken() => Say(nameof(InvalidToken));
    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch));
    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), length);
    public override IdentityError PasswordRequiresDigit() => Say(nameof(PasswordRequiresDigit));
    public override IdentityError PasswordRequiresLower() => Say(nameof(PasswordRequiresLower));
    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Say(nameof(PasswordRequiresUniqueChars), uniqueChars);

    private IdentityError Say(string code, params object[] values) => new() { Code = code, Description = text[code, values] };
}
