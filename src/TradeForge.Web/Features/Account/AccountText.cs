namespace TradeForge.Web.Features.Account;

/// <summary>Names the resource file of the account pages.</summary>
public sealed class AccountText;
