using System.Net.Mail;

namespace TradeForge.Web.Features.Account;

internal static class Addresses
{
    /// <summary>One plain address, such as a@b.example, of at most 254 characters.</summary>
    public static bool IsEmail(string? text) =>
        text is { Length: > 2 and <= 254 } && MailAddress.TryCreate(text, out var address) && address.Address == text && !text.Any(char.IsWhiteSpace);
}
