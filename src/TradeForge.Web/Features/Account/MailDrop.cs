using System.Globalization;
using System.Text;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Web.Features.Account;

/// <summary>Puts letters as .eml files into the mail folder of the data folder.</summary>
public sealed class MailDrop(DataFolders folders, TimeProvider clock)
{
    public async Task SendAsync(string to, string subject, string body, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(subject));
        var letter = string.Create(CultureInfo.InvariantCulture,
            $"To: {to}\nSubject: =?utf-8?B?{encoded}?=\nDate: {now:R}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n");
        await File.WriteAllTextAsync(Path.Combine(folders.Mail, $"{now:yyyyMMdd-HHmmss}-{Guid.NewGuid():N}.eml"), letter, cancel);
    }
}
