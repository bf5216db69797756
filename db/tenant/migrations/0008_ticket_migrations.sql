CREATE TABLE "migration" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"from_version_id" uuid NOT NULL,
	"to_version_id" uuid NOT NULL,
	"plan" jsonb NOT NULL,
	"state" text NOT NULL,
	"started_by" uuid NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "migration_state" CHECK ("migration"."state" in ('running', 'paused', 'done', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "migration_ticket" (
	"migration_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"outcome" text,
	"problems" jsonb,
	"at" timestamp with time zone,
	CONSTRAINT "migration_ticket_migration_id_number_pk" PRIMARY KEY("migration_id","number"),
	CONSTRAINT "migration_ticket_outcome" CHECK ("migration_ticket"."outcome" in ('migrated', 'refused', 'skipped'))
);
--> statement-breakpoint
ALTER TABLE "migration" ADD CONSTRAINT "migration_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration" ADD CONSTRAINT "migration_from_version_id_flow_version_id_fk" FOREIGN KEY ("from_version_id") REFERENCES "flow_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration" ADD CONSTRAINT "migration_to_version_id_flow_version_id_fk" FOREIGN KEY ("to_version_id") REFERENCES "flow_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "migration_ticket" ADD CONSTRAINT "migration_ticket_migration_id_migration_id_fk" FOREIGN KEY ("migration_id") REFERENCES "migration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "migration_one_of_flow" ON "migration" USING btree ("flow_id") WHERE state in ('running', 'paused');--> statement-breakpoint
CREATE INDEX "migration_flow" ON "migration" USING btree ("flow_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "migration_ticket_left" ON "migration_ticket" USING btree ("migration_id","number") WHERE outcome is null;