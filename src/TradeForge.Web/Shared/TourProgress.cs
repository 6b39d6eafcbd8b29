using System.Text.Json;
using TradeForge.Infrastructure.Postgres.Stores;

namespace TradeForge.Web.Shared;

/// <summary>How far a user has come in the tour; kept with the user's choices.</summary>
/// <param name="Step">1 to <see cref="Last"/> while it goes on, else 0.</param>
/// <param name="Over">It was taken or declined.</param>
public sealed record TourProgress(int Step, bool Over)
{
    public const int Last = 5;
    private const string Key = "tour";

    public static TourProgress New { get; } = new(0, false);

    public bool IsOn => Step is >= 1 and <= Last;

    public static async Task<TourProgress> LoadAsync(UserData data, CancellationToken cancel)
    {
        try
        {
            return await data.Choices.FindAsync(Key, cancel) is { } json ? JsonSerializer.Deserialize<TourProgress>(json) ?? New : New;
        }
        catch (Exception e) when (e is JsonException || StoreFault.Of(e) is not null)
        {
            return new(0, true); // a guide is not worth an error
        }
    }

    public async Task SaveAsync(UserData data, CancellationToken cancel)
    {
        try
        {
            await data.Choices.SetAsync(Key, JsonSerializer.Serialize(this), cancel);
        }
        catch (Exception e) when (StoreFault.Of(e) is not null) { } // it goes on; only the next visit does not know of it
    }

    /// <summary>The step that a page belongs to, at or after this one; going to another page never takes a step back.</summary>
    public int At(string path)
    {
        var parts = path.Trim('/').Split('/');
        var step = parts switch
        {
            ["strategies", "new"] => 1,
            ["strategies", _] => 2,
            ["runs", "new"] => 4,
            ["runs", _] => 5,
            _ => Step,
        };
        return step == 1 && Step > 1 ? Step : Math.Max(Step, step);
    }
}
