using System.Globalization;
using TradeForge.Core;

namespace TradeForge.Infrastructure.Hosting;

/// <summary>What was typed after <c>run</c>.</summary>
/// <param name="Data">Data folder, or null.</param>
/// <param name="Urls">Addresses to listen on, or null for what appsettings say, else the default.</param>
/// <param name="Rest">Settings for the web host: <c>--Section:Key=value</c> and the host's own names.</param>
internal sealed record RunOptions(string? Data, string? Urls, string[] Rest)
{
    public const int DefaultPort = 5080;
    private static readonly string[] _hostKeys = ["environment", "contentroot", "applicationname", "webroot", "detailederrors"];

    public const string Help = """
        usage: ./tradeforge run [--data FOLDER] [--port N | --urls URLS]

          --data FOLDER      where everything is kept (TRADEFORGE_DATA; ~/.local/share/tradeforge)
          --port N           port on 127.0.0.1 (5080); 0 takes a free one
          --urls URLS        full addresses, separated by ;  such as http://0.0.0.0:5080
          --Section:Key=V    any setting of appsettings.json, such as --Host:Roles=web,backtests
        """;

    /// <exception cref="StartupException">Something typed is unknown or wrong; all of it is named.</exception>
    public static RunOptions Parse(string[] args)
    {
        var values = new Dictionary<string, string>();
        var (rest, english, russian) = (new List<string>(), new List<string>(), new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            var (name, value) = Split(args[i]);
            if (name is "data" or "port" or "urls")
            {
                if (value is null && i + 1 < args.Length) value = args[++i];
                if (!string.IsNullOrEmpty(value)) values[name] = value;
                else Add($"--{name} needs a value.", $"Параметру --{name} нужно значение.");
            }
            else if (name is not null && (name.Contains(':', StringComparison.Ordinal) || _hostKeys.Contains(name.ToLowerInvariant()))) rest.Add(args[i]);
            else Add($"run has no option {args[i]}.", $"У run нет параметра {args[i]}.");
        }

        var port = Port(values, Add);
        if (values.ContainsKey("port") && values.ContainsKey("urls")) Add("--port and --urls exclude each other.", "--port и --urls исключают друг друга.");
        if (english.Count > 0) throw new RunRefusedException(new Text(string.Join(' ', english), string.Join(' ', russian)));
        return new RunOptions(values.GetValueOrDefault("data"), values.GetValueOrDefault("urls") ?? (port is null ? null : Loopback(port.Value)), [.. rest]);

        void Add(string en, string ru)
        {
            english.Add(en);
            russian.Add(ru);
        }
    }

    public static string Loopback(int port) => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");

    private static int? Port(Dictionary<string, string> values, Action<string, string> add)
    {
        if (!values.TryGetValue("port", out var text)) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= ushort.MaxValue) return port;
        add($"--port is '{text}', but must be a number from 0 to 65535.", $"--port = «{text}», а нужно число от 0 до 65535.");
        return null;
    }

    private static (string? Name, string? Value) Split(string arg)
    {
        if (!arg.StartsWith("--", StringComparison.Ordinal)) return (null, null);
        var equals = arg.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (arg[2..], null) : (arg[2..equals], arg[(equals + 1)..]);
    }
}

/// <summary>The command line of <c>run</c> is wrong: exit code 1.</summary>
internal sealed class RunRefusedException(Text text) : Exception(text.En)
{
    public Text Text { get; } = text;
}
