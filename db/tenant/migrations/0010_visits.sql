CREATE TABLE "visit" (
	"ticket_id" uuid NOT NULL,
	"activation_id" text NOT NULL,
	"flow_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"entered_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	"ending" text,
	"breached" boolean NOT NULL,
	CONSTRAINT "visit_ticket_id_activation_id_pk" PRIMARY KEY("ticket_id","activation_id")
);
--> statement-breakpoint
CREATE TABLE "visit_cursor" (
	"id" integer PRIMARY KEY NOT NULL,
	"xid" text NOT NULL,
	"feed_id" bigint NOT NULL,
	"read_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "visit_mark" (
	"ticket_id" uuid PRIMARY KEY NOT NULL,
	"version" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "visit_left" ON "visit" USING btree ("flow_id","left_at","node_id");