using System.Text.RegularExpressions;

namespace TradeForge.Web.Tests.Browser;

[Collection(AppFixture.Collection)]
public sealed partial class AccountStoryTests(AppFixture fixture)
{
    private const string Refused = "wrong";

    [Fact]
    public async Task Register_EverythingWrong_NamesEveryProblemAtOnce()
    {
        await using var tab = await fixture.OpenAsync();
        await tab.Page.GotoAsync("/account/register");
        await tab.Page.EvaluateAsync("() => document.querySelectorAll('input').forEach(i => { i.type = 'text'; })"); // past the browser's own check
        await tab.Page.FillAsync("#form-email", "nobody");
        await tab.Page.FillAsync("#form-password", "aaa");
        await tab.Page.FillAsync("#form-again", "bbb");
        await tab.Page.ClickAsync("button.tf-wide");
        Assert.Equal(4, await tab.Page.Locator("#problems li").CountAsync()); // address, length, different characters, repetition
    }

    [Fact]
    public async Task Register_KnownAddress_AnswersAsForAFreeOne()
    {
        await using var tab = await fixture.OpenAsync();
        var email = fixture.NewEmail();
        await tab.RegisterAsync(email);
        var first = (tab.Page.Url, await tab.Page.InnerTextAsync("[role=status]"));
        await tab.RegisterAsync(email, "another password");
        Assert.Equal(first, (tab.Page.Url, await tab.Page.InnerTextAsync("[role=status]")));
        Assert.Contains(Directory.GetFiles(fixture.App.Mail, "*.eml"), f => File.ReadAllText(f).Contains(email, StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksAndOnlyTheOwnerLearns()
    {
        await using var tab = await fixture.OpenAsync();
        var email = fixture.NewEmail();
        await tab.RegisterAsync(email);
        for (var i = 0; i < 5; i++) await tab.SignInAsync(email, "not the password");
        var wrong = await tab.Page.InnerTextAsync("#problems");
        await tab.SignInAsync(email, AppFixture.Password);
        Assert.Contains("locked until", await tab.Page.InnerTextAsync("#problems"), StringComparison.Ordinal);
        await tab.SignInAsync("stranger@test.example", "not the password");
        Assert.Equal(wrong, await tab.Page.InnerTextAsync("#problems"));
        Assert.Contains(Refused, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForgotPassword_LinkOfTheLetter_SetsANewPassword()
    {
        await using var tab = await fixture.OpenAsync();
        var email = fixture.NewEmail();
        await tab.RegisterAsync(email);
        await tab.Page.GotoAsync("/account/forgot-password");
        await tab.Page.FillAsync("#form-email", email);
        await tab.Page.ClickAsync("button.tf-wide");
        await tab.Page.WaitForSelectorAsync("[role=status]");
        var letter = Directory.GetFiles(fixture.App.Mail, "*.eml").Select(File.ReadAllText).Single(t => t.Contains(email, StringComparison.Ordinal));
        await tab.Page.GotoAsync(Link().Match(letter).Value);
        await tab.Page.FillAsync("#form-password", "a much newer password");
        await tab.Page.FillAsync("#form-again", "a much newer password");
        await tab.Page.ClickAsync("button.tf-wide");
        await tab.SignInAsync(email, "a much newer password");
        await tab.Page.WaitForURLAsync("**/");
        Assert.Equal("Dashboard", await tab.Page.InnerTextAsync("h1"));
    }

    [Fact]
    public async Task Language_Switch_ChangesThePageAndStays()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/strategies");
        await tab.Page.ClickAsync(".tf-top .tf-lang");
        await tab.Page.WaitForSelectorAsync("html[lang=ru]");
        Assert.Equal("Стратегии", await tab.Page.InnerTextAsync("h1"));
        await tab.GoAsync("/runs");
        Assert.Equal("Прогоны", await tab.Page.InnerTextAsync("h1"));
    }

    [Fact]
    public async Task Language_RussianBrowser_GetsRussian()
    {
        await using var tab = await fixture.OpenAsync(locale: "ru-RU");
        await tab.Page.GotoAsync("/account/sign-in");
        Assert.Equal("Вход", await tab.Page.InnerTextAsync("h1"));
    }

    [Fact]
    public async Task Theme_Switch_IsInTheFirstBytesOfTheNextPage()
    {
        await using var tab = await fixture.OpenAsync();
        await tab.Page.GotoAsync("/account/sign-in");
        await tab.Page.ClickAsync("button[name=theme]");
        await tab.Page.WaitForSelectorAsync("html[data-theme=light]");
        var answer = await tab.Page.GotoAsync("/account/register");
        Assert.Contains("data-theme=\"light\"", await answer!.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_ThenBack_AsksToSignIn()
    {
        await using var tab = await fixture.OpenSignedInAsync();
        await tab.GoAsync("/");
        await tab.Page.ClickAsync(".tf-menu summary");
        await tab.Page.ClickAsync(".tf-menu button");
        await tab.Page.WaitForURLAsync("**/account/sign-in**");
        await tab.Page.GotoAsync("/strategies");
        Assert.Contains("/account/sign-in?returnUrl=%2Fstrategies", tab.Page.Url, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"http\S+/account/reset-password\S+")]
    private static partial Regex Link();
}
