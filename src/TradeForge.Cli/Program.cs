using System.Globalization;
using System.Runtime.InteropServices;
using TradeForge.Cli;
using TradeForge.Infrastructure.ClickHouse;

if (ClickHouseHost.IsRequested(args)) return await ClickHouseHost.RunAsync(args);

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

using var interrupted = new CancellationTokenSource();
void Stop(PosixSignalContext context)
{
    if (interrupted.IsCancellationRequested) return; // a second signal ends the process at once
    context.Cancel = true;
    interrupted.Cancel();
}

using var onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var output = Output.ForConsole();
return await Runner.RunAsync(args, output, interrupted.Token);
