using System.IO.Compression;
using System.Text;
using TradeForge.Web.Features.Runs;

namespace TradeForge.Web.Tests.Rules;

/// <summary>Files that are brought to the run form, plain or packed.</summary>
public sealed class RunUploadTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes("date,before,after\n" + string.Concat(Enumerable.Range(1, 28).Select(day => $"2023-02-{day:00},1,2\n")));

    [Fact]
    public void Unpack_PlainOrPacked_IsTheSameText()
    {
        Assert.Equal(Text, RunUpload.Unpack(Text).Csv!);
        Assert.Equal(Text, RunUpload.Unpack(Packed(Text)).Csv!);
        Assert.Equal([.. Text, .. Text], RunUpload.Unpack([.. Packed(Text), .. Packed(Text)]).Csv!); // members one after the other are one text
        Assert.Empty(RunUpload.Unpack([]).Csv!);
    }

    [Fact]
    public void Unpack_WhatIsNoTextOrNotWhole_SaysSo()
    {
        var packed = Packed(Text);
        Assert.Equal("file-no-text", Refused([0x50, 0x4B, 3, 4, 20, 0, 8, 0])); // a zip or a workbook
        Assert.Equal("file-no-text", Refused(Packed([1, 0, 2])));
        Assert.Equal("file-broken", Refused([0x1F, 0x8B, 8, 0, 1, 2, 3]));
        for (var length = 2; length < packed.Length; length++) Assert.Equal((length, "file-broken"), (length, Refused(packed[..length])));
        packed[^6] ^= 0x55; // the sum
        Assert.Equal("file-broken", Refused(packed));
    }

    [Fact]
    public void Unpack_SmallFileOfMuch_IsRefusedBeforeItFillsTheMemory() => Assert.Equal("file-too-large", Refused(Packed(Enumerable.Repeat((byte)'1', 33 << 20).ToArray())));

    private static string? Refused(byte[] file)
    {
        var (csv, problem) = RunUpload.Unpack(file);
        Assert.Null(csv);
        return problem?.Code;
    }

    private static byte[] Packed(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(text);
        return packed.ToArray();
    }
}
