using System.Xml.Linq;

namespace TradeForge.Core.Tests.Architecture;

/// <summary>Web → Workers → Infrastructure → Core; Cli uses Infrastructure and Core. Nothing points back.</summary>
public sealed class ProjectWallTests
{
    [Theory]
    [InlineData("Core", "")]
    [InlineData("Infrastructure", "Core")]
    [InlineData("Workers", "Infrastructure")]
    [InlineData("Web", "Workers")]
    [InlineData("Cli", "Infrastructure")]
    public void References_OfProject_AreThoseOfTheMap(string project, string expected)
    {
        var allowed = expected.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var found = Items(project, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r).Replace("TradeForge.", "", StringComparison.Ordinal));
        Assert.Equal(allowed, found);
    }

    [Fact]
    public void Projects_InSource_AreFive() => Assert.Equal(
        ["TradeForge.Cli", "TradeForge.Core", "TradeForge.Infrastructure", "TradeForge.Web", "TradeForge.Workers"],
        Repository.Files("src/").Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal));

    [Fact]
    public void Packages_OfCore_AreNone()
    {
        Assert.Empty(Items("Core", "PackageReference"));
        Assert.Empty(Items("Core", "FrameworkReference"));
        var shared = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("PackageReference").Select(e => (string)e.Attribute("Include")!);
        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers"], shared); // an analyser: nothing of it is in the product
    }

    [Fact]
    public void Versions_OfPackages_AreCentral() => Assert.All(
        Repository.Files().Where(f => f.EndsWith(".csproj", StringComparison.Ordinal)),
        f => Assert.DoesNotContain(XDocument.Parse(Repository.Read(f)).Descendants("PackageReference"), e => e.Attribute("Version") is not null));

    private static string[] Items(string project, string kind) =>
        [.. XDocument.Parse(Repository.Read($"src/TradeForge.{project}/TradeForge.{project}.csproj")).Descendants(kind).Select(e => (string)e.Attribute("Include")!)];
}
