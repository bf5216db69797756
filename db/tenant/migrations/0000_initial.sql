CREATE SEQUENCE "ticket_number" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "calendar" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"is_default" integer DEFAULT 0 NOT NULL,
	"hours" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_is_default" CHECK ("calendar"."is_default" in (0, 1))
);
--> statement-breakpoint
CREATE TABLE "flow" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"key" text,
	"name" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"scope" jsonb NOT NULL,
	"draft" jsonb NOT NULL,
	"draft_revision" integer DEFAULT 1 NOT NULL,
	"draft_saved_by" uuid,
	"draft_saved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"current_version_id" uuid,
	"archived_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flow_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "flow_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"graph" jsonb NOT NULL,
	"message" text DEFAULT '' NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flow_version_number" UNIQUE("flow_id","number")
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid,
	"action" text NOT NULL,
	"subject" text NOT NULL,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"roles" jsonb NOT NULL,
	"unit_id" uuid,
	"email" text,
	"invited_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"used_by" uuid,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "invitation_token_hash_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"account_id" uuid,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"roles" jsonb NOT NULL,
	"unit_id" uuid,
	"active" boolean DEFAULT true NOT NULL,
	"extension" text,
	"phone" text,
	"wecom_id" text,
	"simulated" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "person_account_key" UNIQUE("account_id")
);
--> statement-breakpoint
CREATE TABLE "presence" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "presence_state" CHECK ("presence"."state" in ('online', 'busy', 'away'))
);
--> statement-breakpoint
CREATE TABLE "skill_group" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"name" text NOT NULL,
	"vendor_ids" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "skill_group_key_key" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "skill_member" (
	"skill_group_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	CONSTRAINT "skill_member_pkey" PRIMARY KEY("skill_group_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "tenant_setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"head_id" uuid,
	CONSTRAINT "unit_not_own_parent" CHECK ("unit"."parent_id" <> "unit"."id")
);
--> statement-breakpoint
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
CREATE TABLE "feed_event" (
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "feed_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"xid" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"topic" text NOT NULL,
	"person_id" uuid,
	"body" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "feed_event_xid_id_pk" PRIMARY KEY("xid","id")
);
--> statement-breakpoint
CREATE TABLE "notification" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notification_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dedupe_key" text collate "C" NOT NULL,
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"kind" text NOT NULL,
	"ticket_id" uuid,
	"todo_id" text,
	"level" integer,
	"params" jsonb NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"error" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "pool" (
	"key" text PRIMARY KEY NOT NULL,
	"sequence" integer NOT NULL,
	"last_person_id" uuid
);
--> statement-breakpoint
CREATE TABLE "step" (
	"ticket_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"key" text NOT NULL,
	"request" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"by" text NOT NULL,
	"first_seq" integer NOT NULL,
	"prev" text NOT NULL,
	"events" json NOT NULL,
	CONSTRAINT "step_ticket_id_version_pk" PRIMARY KEY("ticket_id","version")
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"flow_id" uuid NOT NULL,
	"initiator_id" uuid,
	"call_id" text,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"origin" jsonb NOT NULL,
	"version_id" uuid NOT NULL,
	"title" text NOT NULL,
	"priority" text NOT NULL,
	"category" text NOT NULL,
	"status" text NOT NULL,
	"resolution" text,
	"closed_at" timestamp (3) with time zone,
	"open_incidents" integer NOT NULL,
	"version" integer NOT NULL,
	"head" text NOT NULL,
	"state" json NOT NULL,
	CONSTRAINT "ticket_number_key" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "timer" (
	"ticket_id" uuid NOT NULL,
	"todo_id" text NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	CONSTRAINT "timer_ticket_id_todo_id_pk" PRIMARY KEY("ticket_id","todo_id")
);
--> statement-breakpoint
CREATE TABLE "todo" (
	"ticket_id" uuid NOT NULL,
	"id" text NOT NULL,
	"assignee_id" uuid NOT NULL,
	"owner_id" uuid NOT NULL,
	"node_id" text NOT NULL,
	"flow_id" uuid NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone,
	"breached" boolean NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"next_at" timestamp (3) with time zone,
	CONSTRAINT "todo_ticket_id_id_pk" PRIMARY KEY("ticket_id","id")
);
--> statement-breakpoint
ALTER TABLE "flow_version" ADD CONSTRAINT "flow_version_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_invited_by_person_id_fk" FOREIGN KEY ("invited_by") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_used_by_person_id_fk" FOREIGN KEY ("used_by") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "person" ADD CONSTRAINT "person_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_member" ADD CONSTRAINT "skill_member_skill_group_id_skill_group_id_fk" FOREIGN KEY ("skill_group_id") REFERENCES "skill_group"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "skill_member" ADD CONSTRAINT "skill_member_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_unit_id_fk" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit" ADD CONSTRAINT "unit_head_id_person_id_fk" FOREIGN KEY ("head_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_state" ADD CONSTRAINT "agent_state_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_default" ON "calendar" USING btree ("is_default");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject","id");--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "invitation_created" ON "invitation" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "person_email" ON "person" USING btree ("email");--> statement-breakpoint
CREATE INDEX "person_unit" ON "person" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_extension" ON "person" USING btree ("extension") WHERE extension is not null and active;--> statement-breakpoint
CREATE INDEX "skill_member_person" ON "skill_member" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "unit_parent" ON "unit" USING btree ("parent_id");--> statement-breakpoint
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
CREATE INDEX "routing_rule_position" ON "routing_rule" USING btree ("position");--> statement-breakpoint
CREATE UNIQUE INDEX "notification_dedupe" ON "notification" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "notification_queue" ON "notification" USING btree ("next_attempt_at") WHERE state = 'queued';--> statement-breakpoint
CREATE INDEX "notification_person" ON "notification" USING btree ("person_id","id" DESC NULLS LAST) WHERE channel = 'inApp';--> statement-breakpoint
CREATE UNIQUE INDEX "step_key" ON "step" USING btree ("key");--> statement-breakpoint
CREATE INDEX "ticket_open" ON "ticket" USING btree ("number") WHERE status = 'open';--> statement-breakpoint
CREATE INDEX "ticket_call" ON "ticket" USING btree ("call_id") WHERE call_id is not null;--> statement-breakpoint
CREATE INDEX "timer_due" ON "timer" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "todo_inbox" ON "todo" USING btree ("assignee_id","due_at","ticket_id") WHERE state = 'active';--> statement-breakpoint
CREATE INDEX "todo_finished" ON "todo" USING btree ("assignee_id","finished_at" DESC NULLS LAST) WHERE finished_at is not null;