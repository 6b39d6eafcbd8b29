namespace TradeForge.Core.Strategies.Reading;

public enum ReadingPart { EntryLong, EntryShort, Exit, Risk, Size, Portfolio, Loose }

/// <summary>A paragraph of the read-back.</summary>
/// <param name="Part">Which.</param>
/// <param name="Title">Its heading.</param>
/// <param name="Lines">In the order of node ids.</param>
public sealed record ReadingSection(ReadingPart Part, Text Title, IReadOnlyList<ReadingLine> Lines);

/// <summary>A sentence, or one of the conditions below it.</summary>
/// <param name="NodeId">The block that it speaks of; empty where it is none.</param>
/// <param name="Words">For people.</param>
/// <param name="Parts">The conditions that are joined, where there are several.</param>
public sealed record ReadingLine(string NodeId, Text Words, IReadOnlyList<ReadingLine> Parts);
