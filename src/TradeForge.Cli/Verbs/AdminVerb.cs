using TradeForge.Core;
using TradeForge.Infrastructure.Hosting;

namespace TradeForge.Cli.Verbs;

/// <summary><c>admin reset-password EMAIL</c> and <c>admin create-link</c>: one-time links, so that nobody but the user ever knows a password.</summary>
internal static class AdminVerb
{
    private const string Unstarted = "http://127.0.0.1:5080";

    public static Verb Create() => new("admin", "reset-password EMAIL | create-link", new Text("makes one-time links: a new password, the first administrator", "одноразовые ссылки: новый пароль, первый администратор"), [StoreVerb.Data], RunAsync)
    {
        MaxWords = 2,
    };

    private static async Task<int> RunAsync(Arguments arguments, Output output, CancellationToken cancellationToken)
    {
        var action = arguments.Words.Count > 0 ? arguments.Words[0] : "";
        if (action == "reset-password" && arguments.Words.Count < 2) arguments.Add("missing-email", "reset-password", "Whose? admin reset-password EMAIL.", "Чей? admin reset-password EMAIL.");
        if (action is not ("reset-password" or "create-link")) arguments.Add("unknown-action", action, "What to do? admin reset-password EMAIL, or admin create-link.", "Что сделать? admin reset-password EMAIL или admin create-link.");
        await using var session = await StoreVerb.OpenAsync("admin", arguments, output, cancellationToken);
        await Schema.UpAsync(session.Postgres, session.ClickHouse, cancellationToken);
        var link = action == "create-link"
            ? await AdminServices.FirstAdminLinkAsync(session.Postgres, session.Folders, cancellationToken) ?? throw new RefusedException("admin-exists", "create-link", "There is an administrator already.", "Администратор уже есть.")
            : await AdminServices.ResetPasswordLinkAsync(session.Postgres, session.Folders, arguments.Words[1], cancellationToken)
                ?? throw new RefusedException("unknown-email", arguments.Words[1], $"Nobody has the address {arguments.Words[1]}.", $"Адреса {arguments.Words[1]} ни у кого нет.");

        var address = (session.Running?.Address ?? Unstarted) + link;
        if (arguments.Json) output.Json(null, json =>
        {
            json.WriteStartObject();
            json.WriteString("link", address);
            json.WriteEndObject();
        });
        else output.Line(address);
        output.Note(output.In(new Text("This link works once.", "Ссылка действует один раз.")) + (session.Running is null ? " " + output.In(new Text("Start TradeForge to open it.", "Чтобы открыть её, запустите TradeForge.")) : ""));
        return ExitCode.Ok;
    }
}
