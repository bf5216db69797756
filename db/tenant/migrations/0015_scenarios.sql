CREATE TABLE "flow_scenario" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"name" text NOT NULL,
	"scenario" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_by" uuid NOT NULL,
	"changed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "flow_version" ADD COLUMN "scenarios" jsonb;--> statement-breakpoint
ALTER TABLE "flow_scenario" ADD CONSTRAINT "flow_scenario_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_scenario" ADD CONSTRAINT "flow_scenario_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "flow_scenario_name" ON "flow_scenario" USING btree ("flow_id",lower("name"));