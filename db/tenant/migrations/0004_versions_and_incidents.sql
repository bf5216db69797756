ALTER TABLE "flow" ADD COLUMN "candidate_version_id" uuid;--> statement-breakpoint
ALTER TABLE "flow" ADD COLUMN "candidate_percent" integer;--> statement-breakpoint
ALTER TABLE "flow" ADD COLUMN "released_by" uuid;--> statement-breakpoint
ALTER TABLE "flow" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "ticket_stuck" ON "ticket" USING btree ("number") WHERE open_incidents > 0;--> statement-breakpoint
ALTER TABLE "flow" ADD CONSTRAINT "flow_candidate" CHECK (("flow"."candidate_version_id" is null and "flow"."candidate_percent" is null) or
        ("flow"."current_version_id" is not null and "flow"."candidate_version_id" <> "flow"."current_version_id"
          and "flow"."candidate_percent" between 1 and 99));