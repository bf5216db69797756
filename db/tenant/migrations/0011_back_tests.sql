CREATE TABLE "back_test" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"graph" jsonb NOT NULL,
	"draft_revision" integer NOT NULL,
	"days" integer NOT NULL,
	"state" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone NOT NULL,
	"total" integer NOT NULL,
	"looked" integer DEFAULT 0 NOT NULL,
	"after_number" integer NOT NULL,
	"habits" jsonb,
	"totals" jsonb NOT NULL,
	"started_by" uuid NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "back_test_state" CHECK ("back_test"."state" in ('running', 'done', 'cancelled', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "back_test_ticket" (
	"back_test_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"ticket_id" uuid NOT NULL,
	"differences" text[] NOT NULL,
	"comparison" jsonb,
	"problems" jsonb,
	CONSTRAINT "back_test_ticket_back_test_id_number_pk" PRIMARY KEY("back_test_id","number")
);
--> statement-breakpoint
ALTER TABLE "back_test" ADD CONSTRAINT "back_test_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "back_test_ticket" ADD CONSTRAINT "back_test_ticket_back_test_id_back_test_id_fk" FOREIGN KEY ("back_test_id") REFERENCES "back_test"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "back_test_one_of_flow" ON "back_test" USING btree ("flow_id") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "back_test_flow" ON "back_test" USING btree ("flow_id","started_at" DESC NULLS LAST);