using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

if (args is ["workloads", ..])
{
    TradeForge.Benchmarks.Workloads.Run(args.ElementAtOrDefault(1));
    return;
}

if (args is ["cancel", ..])
{
    TradeForge.Benchmarks.CancelWorkload.Run(args.ElementAtOrDefault(1));
    return;
}

if (args is ["portfolio"])
{
    TradeForge.Benchmarks.PortfolioWorkload.Run();
    return;
}

if (args is ["live"])
{
    TradeForge.Benchmarks.LiveWorkload.Run();
    return;
}

// In this process: a generated project would not know the shared framework that Infrastructure stands on.
var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
