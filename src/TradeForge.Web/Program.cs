var app = WebApplication.CreateBuilder(args).Build();
app.Run();

/// <summary>The server executable; public so that tests can start it.</summary>
public partial class Program;
