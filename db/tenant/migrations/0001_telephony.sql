-- New tables only: the version before it runs on unchanged.
CREATE TABLE "agent_state" (
	"agent_id" text PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"extension" text,
	"presence" text,
	"work" text,
	"since" timestamp (6) with time zone,
	"call_id" text,
	"detail" jsonb,
	"read_until" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "call" (
	"call_id" text PRIMARY KEY NOT NULL,
	"interaction_id" text NOT NULL,
	"direction" text NOT NULL,
	"outcome" text NOT NULL,
	"offered_at" timestamp (6) with time zone NOT NULL,
	"queued_at" timestamp (6) with time zone,
	"answered_at" timestamp (6) with time zone,
	"ended_at" timestamp (6) with time zone,
	"ani" text,
	"dnis" text,
	"customer_id" text,
	"intent" text,
	"ivr" jsonb NOT NULL,
	"queue_id" text,
	"agent_id" text,
	"direct" boolean NOT NULL,
	"wait_ms" bigint,
	"talk_ms" bigint,
	"hold_ms" bigint NOT NULL,
	"routing" jsonb,
	"routing_state" text,
	"routing_error" text,
	"ticket_id" uuid,
	"revision" integer NOT NULL,
	"event_count" integer NOT NULL,
	"last_event_at" timestamp (6) with time zone NOT NULL,
	"detail" jsonb NOT NULL,
	CONSTRAINT "call_routing_state" CHECK ("call"."routing_state" in ('pending', 'opened', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "connector" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"secret" text NOT NULL,
	"secret_before" text,
	"secret_before_until" timestamp (6) with time zone,
	"settings" jsonb NOT NULL,
	"enabled" boolean NOT NULL,
	"state" text DEFAULT 'new' NOT NULL,
	"state_at" timestamp (6) with time zone,
	"state_detail" jsonb,
	"last_event_at" timestamp (6) with time zone,
	"last_received_at" timestamp (6) with time zone,
	"received" bigint DEFAULT 0 NOT NULL,
	"duplicates" bigint DEFAULT 0 NOT NULL,
	"refused" bigint DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_until" timestamp (6) with time zone,
	"created_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connector_key_key" UNIQUE("key"),
	CONSTRAINT "connector_key_form" CHECK ("connector"."key" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("connector"."key") <= 40),
	CONSTRAINT "connector_state" CHECK ("connector"."state" in ('new', 'up', 'down'))
);
--> statement-breakpoint
CREATE TABLE "cti_event" (
	"source" text NOT NULL,
	"id" text NOT NULL,
	"connector_id" uuid NOT NULL,
	"type" text NOT NULL,
	"subject" text NOT NULL,
	"occurred_at" timestamp (6) with time zone NOT NULL,
	"received_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "cti_event_pkey" PRIMARY KEY("source","id")
);
--> statement-breakpoint
CREATE TABLE "dirty_subject" (
	"no" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "dirty_subject_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"subject" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "extension" (
	"extension" text PRIMARY KEY NOT NULL,
	"detail" jsonb,
	"read_until" timestamp (6) with time zone
);
--> statement-breakpoint
CREATE TABLE "routing_rule" (
	"id" uuid PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"enabled" boolean NOT NULL,
	"name" text NOT NULL,
	"match" jsonb NOT NULL,
	"when_abandoned" boolean NOT NULL,
	"flow_id" uuid NOT NULL,
	"updated_at" timestamp (6) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unmapped_vendor_id" (
	"kind" text NOT NULL,
	"vendor_id" text NOT NULL,
	"first_seen_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (6) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unmapped_vendor_id_pkey" PRIMARY KEY("kind","vendor_id"),
	CONSTRAINT "unmapped_vendor_id_kind" CHECK ("unmapped_vendor_id"."kind" in ('queue', 'agent'))
);
--> statement-breakpoint
ALTER TABLE "agent_state" ADD CONSTRAINT "agent_state_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "agent_state_extension" ON "agent_state" USING btree ("extension");--> statement-breakpoint
CREATE INDEX "agent_state_person" ON "agent_state" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "call_offered_at" ON "call" USING btree ("offered_at");--> statement-breakpoint
CREATE INDEX "call_ani" ON "call" USING btree ("ani","offered_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "call_customer" ON "call" USING btree ("customer_id","offered_at" DESC NULLS LAST) WHERE customer_id is not null;--> statement-breakpoint
CREATE INDEX "call_open" ON "call" USING btree ("outcome") WHERE outcome in ('in_ivr', 'waiting', 'ringing', 'talking');--> statement-breakpoint
CREATE INDEX "call_routing_pending" ON "call" USING btree ("last_event_at") WHERE routing_state = 'pending';--> statement-breakpoint
CREATE INDEX "call_ticket" ON "call" USING btree ("ticket_id") WHERE ticket_id is not null;--> statement-breakpoint
CREATE INDEX "cti_event_subject" ON "cti_event" USING btree ("subject","received_at");--> statement-breakpoint
CREATE INDEX "cti_event_received" ON "cti_event" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "routing_rule_position" ON "routing_rule" USING btree ("position");