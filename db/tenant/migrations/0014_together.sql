CREATE TABLE "flow_comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"flow_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"node_id" text,
	"node_name" text,
	"person_id" uuid NOT NULL,
	"body" text NOT NULL,
	"mentions" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"resolved_by" uuid,
	"resolved_at" timestamp (3) with time zone,
	CONSTRAINT "flow_comment_resolved" CHECK (("flow_comment"."resolved_at" is null) = ("flow_comment"."resolved_by" is null))
);
--> statement-breakpoint
CREATE TABLE "flow_viewer" (
	"flow_id" uuid NOT NULL,
	"tab" text NOT NULL,
	"person_id" uuid NOT NULL,
	"node_id" text,
	"seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "flow_viewer_flow_id_tab_person_id_pk" PRIMARY KEY("flow_id","tab","person_id")
);
--> statement-breakpoint
ALTER TABLE "flow_comment" ADD CONSTRAINT "flow_comment_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_comment" ADD CONSTRAINT "flow_comment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_comment" ADD CONSTRAINT "flow_comment_resolved_by_person_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_viewer" ADD CONSTRAINT "flow_viewer_flow_id_flow_id_fk" FOREIGN KEY ("flow_id") REFERENCES "flow"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flow_viewer" ADD CONSTRAINT "flow_viewer_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "flow_comment_flow" ON "flow_comment" USING btree ("flow_id","thread_id","created_at");