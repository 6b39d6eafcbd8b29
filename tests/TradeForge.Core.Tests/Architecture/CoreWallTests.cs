using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace TradeForge.Core.Tests.Architecture;

/// <summary>Core has no I/O, no async, no clock and no process around it: read from what its assembly refers to.</summary>
public sealed class CoreWallTests
{
    /// <summary>Namespaces that Core must not touch, and in them what is pure all the same: bytes and text in memory or handed in by a caller.</summary>
    private static readonly Dictionary<string, string[]> _forbidden = new()
    {
        ["System.IO"] = ["Stream", "MemoryStream", "TextReader", "TextWriter", "StringReader", "StringWriter", "StreamReader", "StreamWriter", "SeekOrigin", "InvalidDataException", "EndOfStreamException", "IOException"],
        ["System.IO.Pipes"] = [],
        ["System.IO.MemoryMappedFiles"] = [],
        ["System.Net"] = [],
        ["System.Net.Http"] = [],
        ["System.Net.Sockets"] = [],
        ["System.Timers"] = [],
        ["System.Diagnostics"] = ["DebuggableAttribute", "DebuggerDisplayAttribute", "DebuggerBrowsableAttribute", "DebuggerBrowsableState", "DebuggerHiddenAttribute", "UnreachableException", "Debug", "StackTraceHiddenAttribute"],
    };

    private static readonly string[] _forbiddenTypes =
    [
        "System.Console", "System.TimeProvider", "System.Threading.Thread", "System.Threading.Timer", "System.Threading.PeriodicTimer",
        "System.Runtime.CompilerServices.AsyncStateMachineAttribute", "System.Runtime.CompilerServices.AsyncTaskMethodBuilder",
        "System.Threading.Tasks.ValueTask", "System.Security.Cryptography.RandomNumberGenerator",
    ];

    private static readonly string[] _forbiddenMembers =
    [
        "System.DateTime.get_UtcNow", "System.DateTime.get_Now", "System.DateTimeOffset.get_UtcNow", "System.DateTimeOffset.get_Now",
        "System.Guid.NewGuid", "System.Random.get_Shared", "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        "System.Environment.GetEnvironmentVariable",
    ];

    [Fact]
    public void Types_ThatCoreUses_AreWithoutInputOutputAndClock()
    {
        using var assembly = Open(out var reader);
        var wrong = reader.TypeReferences.Select(h => reader.GetTypeReference(h))
            .Select(t => (Space: reader.GetString(t.Namespace), Name: reader.GetString(t.Name)))
            .Where(t => (_forbidden.TryGetValue(t.Space, out var pure) && !pure.Contains(t.Name)) || _forbiddenTypes.Contains($"{t.Space}.{t.Name}"))
            .Select(t => $"{t.Space}.{t.Name}").ToArray();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Members_ThatCoreUses_AreDeterministic()
    {
        using var assembly = Open(out var reader);
        var used = reader.MemberReferences.Select(h => reader.GetMemberReference(h)).Where(m => m.Parent.Kind == HandleKind.TypeReference)
            .Select(m => (Member: reader.GetString(m.Name), Type: reader.GetTypeReference((TypeReferenceHandle)m.Parent)))
            .Select(m => $"{reader.GetString(m.Type.Namespace)}.{reader.GetString(m.Type.Name)}.{m.Member}");
        Assert.Empty(used.Intersect(_forbiddenMembers));
    }

    [Fact]
    public void Assemblies_ThatCoreUses_AreOfTheFramework()
    {
        var foreign = typeof(Problem).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => !n.StartsWith("System.", StringComparison.Ordinal) && n is not ("netstandard" or "mscorlib"));
        Assert.Empty(foreign);
    }

    private static PEReader Open(out MetadataReader reader)
    {
        var file = new PEReader(File.OpenRead(typeof(Problem).Assembly.Location));
        reader = file.GetMetadataReader();
        return file;
    }
}
