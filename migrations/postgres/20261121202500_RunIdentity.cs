using System;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeForge.Infrastructure.Postgres.Migrations
{
    /// <summary>All instruments of a run, what names it and its outcome, the run that it repeats, and the columns given with it.</summary>
    [DbContext(typeof(TradeForgeDb))]
    [Migration("20261121202500_RunIdentity")]
    public partial class RunIdentity : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string[]>(name: "instruments", table: "backtest_runs", type: "text[]", nullable: false, defaultValue: new string[0]);
            migrationBuilder.Sql("update backtest_runs set instruments = array[instrument]");
            migrationBuilder.AddColumn<Guid>(name: "rerun_of", table: "backtest_runs", type: "uuid", nullable: true);
            migrationBuilder.AddColumn<string>(name: "run_key", table: "backtest_runs", type: "character varying(64)", maxLength: 64, nullable: true);
            migrationBuilder.AddColumn<string>(name: "result_hash", table: "backtest_runs", type: "character varying(64)", maxLength: 64, nullable: true);
            migrationBuilder.CreateIndex(name: "ix_backtest_runs_owner_id_run_key", table: "backtest_runs", columns: new[] { "owner_id", "run_key" });
            migrationBuilder.CreateTable(
                name: "run_columns",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    csv = table.Column<byte[]>(type: "bytea", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_run_columns", x => new { x.run_id, x.name });
                    table.ForeignKey(
                        name: "fk_run_columns_backtest_runs_run_id", column: x => x.run_id, principalTable: "backtest_runs", principalColumn: "id", onDelete: ReferentialAction.Cascade);
                });
        }

        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "run_columns");
            migrationBuilder.DropIndex(name: "ix_backtest_runs_owner_id_run_key", table: "backtest_runs");
            foreach (var column in new[] { "instruments", "rerun_of", "run_key", "result_hash" }) migrationBuilder.DropColumn(name: column, table: "backtest_runs");
        }
    }
}
