CREATE TABLE "clock" (
	"ticket_id" uuid NOT NULL,
	"id" text NOT NULL,
	"flow_id" uuid NOT NULL,
	"node_id" text,
	"state" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"paused_at" timestamp (3) with time zone,
	"breached" boolean NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"next_at" timestamp (3) with time zone,
	CONSTRAINT "clock_ticket_id_id_pk" PRIMARY KEY("ticket_id","id")
);
--> statement-breakpoint
ALTER TABLE "timer" ADD COLUMN "version" integer;--> statement-breakpoint
ALTER TABLE "todo" ADD COLUMN "paused_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "clock_running" ON "clock" USING btree ("due_at") WHERE finished_at is null;