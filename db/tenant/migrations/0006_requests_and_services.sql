CREATE TABLE "custom_kind" (
	"id" uuid PRIMARY KEY NOT NULL,
	"definition" jsonb NOT NULL,
	"revision" integer NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"base_url" text NOT NULL,
	"headers" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "service_name_key" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "request" (
	"ticket_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"index" integer NOT NULL,
	"request_id" text NOT NULL,
	"body" jsonb NOT NULL,
	"state" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "request_ticket_id_seq_index_pk" PRIMARY KEY("ticket_id","seq","index")
);
--> statement-breakpoint
CREATE INDEX "request_queue" ON "request" USING btree ("next_attempt_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "ticket_children" ON "ticket" USING btree ((origin->>'ticketId')) WHERE origin->>'type' = 'ticket';