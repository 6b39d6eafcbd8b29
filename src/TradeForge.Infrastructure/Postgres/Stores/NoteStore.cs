using Microsoft.EntityFrameworkCore;
using TradeForge.Core;
using TradeForge.Infrastructure.Postgres.Rows;

namespace TradeForge.Infrastructure.Postgres.Stores;

/// <summary>What a user wrote about a trade.</summary>
/// <param name="Ordinal">Place of the trade in the result, from 0 on.</param>
public sealed record TradeNote(int Ordinal, string Note, IReadOnlyList<string> Tags);

/// <summary>Notes and tags of one user on the trades of their own runs.</summary>
public sealed class NoteStore
{
    public const int MostCharacters = 2000, MostTags = 20, MostTagCharacters = 40;

    private readonly IDbContextFactory<TradeForgeDb> _databases;
    private readonly TimeProvider _clock;
    private readonly Guid _owner;

    internal NoteStore(IDbContextFactory<TradeForgeDb> databases, TimeProvider clock, Guid owner) => (_databases, _clock, _owner) = (databases, clock, owner);

    /// <summary>In the order of the trades; none where the run is not the user's.</summary>
    public async Task<IReadOnlyList<TradeNote>> ListAsync(Guid run, CancellationToken cancel)
    {
        await using var db = await _databases.CreateDbContextAsync(cancel);
        var rows = await Mine(db, run).Join(db.TradeNotes.AsNoTracking(), x => x.Id, n => n.RunId, (_, n) => n).OrderBy(n => n.Ordinal).ToListAsync(cancel);
        return [.. rows.Select(n => new TradeNote(n.Ordinal, n.Note, n.Tags))];
    }

    /// <summary>Keeps a note in place of the one before; one without words and tags is removed.</summary>
    /// <returns>False where the user has no such run or the run no such trade.</returns>
    /// <exception cref="ArgumentException">The note has <see cref="Problems"/>.</exception>
    public async Task<bool> SaveAsync(Guid run, TradeNote note, CancellationToken cancel)
    {
        if (Problems(note) is [var wrong, ..]) throw new ArgumentException(wrong.En, nameof(note));
        await using var db = await _databases.CreateDbContextAsync(cancel);
        if (!await Mine(db, run).AnyAsync(x => db.Trades.Any(t => t.RunId == x.Id && t.Ordinal == note.Ordinal), cancel)) return false;
        if (note is { Note: "", Tags.Count: 0 })
        {
            await db.TradeNotes.Where(n => n.RunId == run && n.Ordinal == note.Ordinal).ExecuteDeleteAsync(cancel);
            return true;
        }

        var (tags, now) = (note.Tags.ToArray(), Clock.Now(_clock));
        await db.Database.ExecuteSqlAsync(
            $"insert into trade_notes (run_id, ordinal, note, tags, updated_at) values ({run}, {note.Ordinal}, {note.Note}, {tags}, {now}) on conflict (run_id, ordinal) do update set note = excluded.note, tags = excluded.tags, updated_at = excluded.updated_at",
            cancel);
        return true;
    }

    /// <summary>Everything that is wrong with a note.</summary>
    public static IReadOnlyList<Text> Problems(TradeNote note)
    {
        var problems = new List<Text>();
        if (note.Note.Length > MostCharacters) problems.Add(new($"A note has at most {MostCharacters} characters; this one has {note.Note.Length}.", $"В заметке не больше {MostCharacters} знаков; здесь {note.Note.Length}."));
        if (note.Tags.Count > MostTags) problems.Add(new($"A trade has at most {MostTags} tags; these are {note.Tags.Count}.", $"У сделки не больше {MostTags} меток; здесь {note.Tags.Count}."));
        if (note.Tags.FirstOrDefault(t => t.Length > MostTagCharacters) is { } tag) problems.Add(new($"A tag has at most {MostTagCharacters} characters: “{tag}”.", $"В метке не больше {MostTagCharacters} знаков: «{tag}»."));
        return problems;
    }

    private IQueryable<BacktestRun> Mine(TradeForgeDb db, Guid run) => RunRows.Mine(db, _owner).Where(x => x.Id == run);
}
