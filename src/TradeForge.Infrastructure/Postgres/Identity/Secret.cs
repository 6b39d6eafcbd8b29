using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TradeForge.Infrastructure.Postgres.Identity;

/// <summary>The secrets of links: 256 random bits; the database keeps their hashes only.</summary>
internal static class Secret
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
