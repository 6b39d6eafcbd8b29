using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TradeForge.Infrastructure.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class OutboxNotify : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                create function tell_outbox() returns trigger language plpgsql as $$
                begin
                    perform pg_notify('outbox', '');
                    return null;
                end $$;
                create trigger outbox_tells after insert on outbox execute function tell_outbox();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("drop trigger outbox_tells on outbox; drop function tell_outbox();");
        }
    }
}
