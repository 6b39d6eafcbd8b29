namespace TradeForge.Core.Market;

/// <summary>When a bought share is one's own: turns the record dates of dividends into ex-dates (golden rule G31).</summary>
public static class Settlement
{
    private static readonly int TPlus2 = Day(2013, 9, 2), TPlus1 = Day(2023, 7, 31);

    /// <summary>First trading day without the dividend for holders of <paramref name="recordDay"/> on MOEX: the first whose trades settle after it.
    /// T+1 for trades from 2023-07-31 on, T+2 from 2013-09-02 on, the same day before.</summary>
    public static int MoexExDay(int recordDay, SessionTable sessions)
    {
        var day = recordDay - 40; // longer than any settlement and every known closure of the market but that of 2022, in which no register closed
        for (; ; day++)
            if (sessions.IsTradingDay(day) && Settles(day, sessions) > recordDay) return day;
    }

    private static int Settles(int day, SessionTable sessions)
    {
        var sessionsLeft = day >= TPlus1 ? 1 : day >= TPlus2 ? 2 : 0;
        while (sessionsLeft > 0)
            if (sessions.IsTradingDay(++day)) sessionsLeft--;
        return day;
    }

    private static int Day(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
