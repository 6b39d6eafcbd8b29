namespace TradeForge.Core;

/// <summary>A short text for people, in the two languages of the product.</summary>
public sealed record Text(string En, string Ru)
{
    public override string ToString() => En;
}

/// <summary>How much a <see cref="Problem"/> weighs: an error forbids the run, a warning does not.</summary>
public enum Severity { Error, Warning }

/// <summary>One thing that is wrong with user input. Input is always checked whole; all problems are returned at once.</summary>
/// <param name="Severity">Error or warning.</param>
/// <param name="Code">Stable kebab-case identity, such as <c>unknown-node-type</c>.</param>
/// <param name="Path">Where: a node id, a field name, or a line; empty when the whole input is meant.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record Problem(Severity Severity, string Code, string Path, Text Message);
