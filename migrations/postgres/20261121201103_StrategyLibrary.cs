using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeForge.Infrastructure.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class StrategyLibrary : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "folder",
                table: "strategies",
                type: "character varying(100)",
                maxLength: 100,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<Guid>(
                name: "forked_from_id",
                table: "strategies",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "forked_from_name",
                table: "strategies",
                type: "character varying(200)",
                maxLength: 200,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "forked_from_version",
                table: "strategies",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "revision",
                table: "strategies",
                type: "integer",
                nullable: false,
                defaultValue: 1);

            migrationBuilder.AddColumn<string[]>(
                name: "tags",
                table: "strategies",
                type: "text[]",
                nullable: false,
                defaultValue: new string[0]);

            migrationBuilder.AddColumn<string>(
                name: "note",
                table: "backtest_runs",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "strategy_version",
                table: "backtest_runs",
                type: "integer",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "personal_blocks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    block = table.Column<string>(type: "json", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_personal_blocks", x => x.id);
                    table.ForeignKey(
                        name: "fk_personal_blocks_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "saved_comparisons",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    run_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    settings = table.Column<string>(type: "jsonb", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_saved_comparisons", x => x.id);
                    table.ForeignKey(
                        name: "fk_saved_comparisons_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "share_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    strategy_id = table.Column<Guid>(type: "uuid", nullable: true),
                    run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    token_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    shows_rules = table.Column<bool>(type: "boolean", nullable: false),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    revoked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_share_links", x => x.id);
                    table.CheckConstraint("ck_share_links_one_thing", "(strategy_id is null) <> (run_id is null)");
                    table.ForeignKey(
                        name: "fk_share_links_backtest_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "backtest_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_share_links_strategies_strategy_id",
                        column: x => x.strategy_id,
                        principalTable: "strategies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_share_links_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "strategy_stamps",
                columns: table => new
                {
                    strategy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    definition_hash = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_strategy_stamps", x => new { x.strategy_id, x.at });
                    table.ForeignKey(
                        name: "fk_strategy_stamps_strategies_strategy_id",
                        column: x => x.strategy_id,
                        principalTable: "strategies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "strategy_versions",
                columns: table => new
                {
                    strategy_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    reason = table.Column<string>(type: "character varying(16)", maxLength: 16, nullable: false),
                    name = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    graph = table.Column<string>(type: "json", nullable: false),
                    definition_hash = table.Column<string>(type: "character varying(128)", maxLength: 128, nullable: false),
                    parent = table.Column<int>(type: "integer", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_strategy_versions", x => new { x.strategy_id, x.number });
                    table.ForeignKey(
                        name: "fk_strategy_versions_strategies_strategy_id",
                        column: x => x.strategy_id,
                        principalTable: "strategies",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "trade_notes",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    note = table.Column<string>(type: "character varying(2000)", maxLength: 2000, nullable: false),
                    tags = table.Column<string[]>(type: "text[]", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_trade_notes", x => new { x.run_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_trade_notes_backtest_runs_run_id",
                        column: x => x.run_id,
                        principalTable: "backtest_runs",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_choices",
                columns: table => new
                {
                    owner_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key = table.Column<string>(type: "character varying(50)", maxLength: 50, nullable: false),
                    value = table.Column<string>(type: "jsonb", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_choices", x => new { x.owner_id, x.key });
                    table.ForeignKey(
                        name: "fk_user_choices_users_owner_id",
                        column: x => x.owner_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_personal_blocks_owner_id_name",
                table: "personal_blocks",
                columns: new[] { "owner_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_saved_comparisons_owner_id_created_at",
                table: "saved_comparisons",
                columns: new[] { "owner_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_share_links_owner_id",
                table: "share_links",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "ix_share_links_run_id",
                table: "share_links",
                column: "run_id");

            migrationBuilder.CreateIndex(
                name: "ix_share_links_strategy_id",
                table: "share_links",
                column: "strategy_id");

            migrationBuilder.CreateIndex(
                name: "ix_share_links_token_hash",
                table: "share_links",
                column: "token_hash",
                unique: true);

            // what is there already begins its history now
            migrationBuilder.Sql("""
                insert into strategy_versions (strategy_id, number, reason, name, note, graph, definition_hash, created_at, updated_at)
                select id, 1, 'Created', '', '', graph, definition_hash, updated_at, updated_at from strategies;
                insert into strategy_stamps (strategy_id, at, definition_hash)
                select id, updated_at, definition_hash from strategies where definition_hash <> 'draft';
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "personal_blocks");

            migrationBuilder.DropTable(
                name: "saved_comparisons");

            migrationBuilder.DropTable(
                name: "share_links");

            migrationBuilder.DropTable(
                name: "strategy_stamps");

            migrationBuilder.DropTable(
                name: "strategy_versions");

            migrationBuilder.DropTable(
                name: "trade_notes");

            migrationBuilder.DropTable(
                name: "user_choices");

            migrationBuilder.DropColumn(
                name: "folder",
                table: "strategies");

            migrationBuilder.DropColumn(
                name: "forked_from_id",
                table: "strategies");

            migrationBuilder.DropColumn(
                name: "forked_from_name",
                table: "strategies");

            migrationBuilder.DropColumn(
                name: "forked_from_version",
                table: "strategies");

            migrationBuilder.DropColumn(
                name: "revision",
                table: "strategies");

            migrationBuilder.DropColumn(
                name: "tags",
                table: "strategies");

            migrationBuilder.DropColumn(
                name: "note",
                table: "backtest_runs");

            migrationBuilder.DropColumn(
                name: "strategy_version",
                table: "backtest_runs");
        }
    }
}
