using System.Diagnostics;

namespace TradeForge.Core.Tests.Architecture;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    /// <summary>Paths of the tracked and the not yet tracked, not ignored, files below a folder, relative to the root.</summary>
    public static IReadOnlyList<string> Files(string folder = "") => _all.Value.Where(f => f.StartsWith(folder, StringComparison.Ordinal)).ToArray();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static readonly Lazy<IReadOnlyList<string>> _all = new(List);

    private static IReadOnlyList<string> List()
    {
        if (Path.Exists(Path.Combine(Root, ".git")) && FromGit() is { Count: > 0 } listed) return listed;
        string[] skipped = ["bin", "obj", "node_modules", "artifacts", ".runtime", ".git", "TestResults", "shared", "_framework"];
        return Below(new DirectoryInfo(Root), skipped).Select(f => Path.GetRelativePath(Root, f)).ToArray();
    }

    private static List<string>? FromGit()
    {
        try
        {
            var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "-C", Root, "ls-files", "--cached", "--others", "--exclude-standard"]) { RedirectStandardOutput = true };
            using var git = Process.Start(start)!;
            var lines = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            return git.ExitCode == 0 ? lines.Where(f => File.Exists(Path.Combine(Root, f))).ToList() : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null; // no git on this machine
        }
    }

    private static IEnumerable<string> Below(DirectoryInfo folder, string[] skipped) =>
        folder.EnumerateFiles().Select(f => f.FullName).Concat(folder.EnumerateDirectories().Where(d => !skipped.Contains(d.Name)).SelectMany(d => Below(d, skipped)));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "TradeForge.sln"))) return folder.FullName;
        throw new InvalidOperationException($"No TradeForge.sln above {AppContext.BaseDirectory}.");
    }
}
