using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeForge.Infrastructure.Postgres.Migrations
{
    /// <summary>Since when a run is in the trash.</summary>
    [DbContext(typeof(TradeForgeDb))]
    [Migration("20261122031500_RunTrash")]
    public partial class RunTrash : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.AddColumn<DateTimeOffset>(name: "deleted_at", table: "backtest_runs", type: "timestamp with time zone", nullable: true);

        // what is in the trash is back in the list then: nothing is lost
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropColumn(name: "deleted_at", table: "backtest_runs");
    }
}
