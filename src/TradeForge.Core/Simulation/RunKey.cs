using System.Security.Cryptography;

namespace TradeForge.Core.Simulation;

/// <summary>Names a run by what went into it and by what came out, so that the same question with another answer is seen.</summary>
public static class RunKey
{
    /// <summary>SHA-256 in lower-case hex over the manifest: engine, strategy, parameters, data and settings, no figure.</summary>
    public static string Of(Manifest manifest) => Convert.ToHexStringLower(SHA256.HashData(ResultJson.ToBytes(manifest)));

    /// <summary>SHA-256 in lower-case hex over the result as stored.</summary>
    public static string OfResult(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json));
}
