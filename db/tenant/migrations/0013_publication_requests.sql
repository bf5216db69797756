CREATE TABLE "publication_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"draft_revision" integer NOT NULL,
	"wish" jsonb NOT NULL,
	"state" text NOT NULL,
	"requested_by" uuid NOT NULL,
	"requested_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"comment" text DEFAULT '' NOT NULL,
	CONSTRAINT "publication_request_state" CHECK ("publication_request"."state" in ('open', 'approved', 'rejected', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "flow" ADD COLUMN "needs_approval" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "flow_version" ADD COLUMN "approved_by" uuid;--> statement-breakpoint
ALTER TABLE "publication_request" ADD CONSTRAINT "publication_request_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "publication_request_one_open" ON "publication_request" USING btree ("flow_id") WHERE state = 'open';