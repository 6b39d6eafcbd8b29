using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace TradeForge.Web.Shared.Plots;

/// <summary>A label of an SVG. A component, because Razor takes a text element in a loop for one of its own.</summary>
public sealed class PlotText : ComponentBase
{
    [Parameter, EditorRequired] public string X { get; set; } = "";
    [Parameter, EditorRequired] public string Y { get; set; } = "";
    [Parameter, EditorRequired] public string Words { get; set; } = "";
    [Parameter] public string? Dx { get; set; }
    [Parameter] public string? Dy { get; set; }
    [Parameter] public string Anchor { get; set; } = "middle";
    [Parameter] public string? Class { get; set; }

    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "text");
        builder.AddAttribute(1, "x", X);
        builder.AddAttribute(2, "y", Y);
        builder.AddAttribute(3, "dx", Dx);
        builder.AddAttribute(4, "dy", Dy);
        builder.AddAttribute(5, "text-anchor", Anchor);
        builder.AddAttribute(6, "class", Class);
        builder.AddContent(7, Words);
        builder.CloseElement();
    }
}
