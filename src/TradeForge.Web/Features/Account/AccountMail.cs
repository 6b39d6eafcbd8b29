using System.Globalization;
using Microsoft.Extensions.Localization;
using TradeForge.Infrastructure.Postgres;

namespace TradeForge.Web.Features.Account;

/// <summary>The letters about an account, in its owner's language. They lie in the mail folder of the data folder.</summary>
public sealed class AccountMail(MailDrop mail, IStringLocalizer<AccountText> text)
{
    public Task ResetPasswordAsync(AppUser user, string token, string baseUri, CancellationToken cancel)
    {
        var link = $"{baseUri}account/reset-password?user={user.Id}&token={Uri.EscapeDataString(token)}";
        return SendAsync(user, "MailResetSubject", "MailResetBody", link, cancel);
    }

    public Task AlreadyRegisteredAsync(AppUser user, CancellationToken cancel) => SendAsync(user, "MailKnownSubject", "MailKnownBody", user.Email!, cancel);

    private Task SendAsync(AppUser user, string subject, string body, string value, CancellationToken cancel)
    {
        var before = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(user.Culture);
            return mail.SendAsync(user.Email!, text[subject], text[body, value], cancel);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }
}
