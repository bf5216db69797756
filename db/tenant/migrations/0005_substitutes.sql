CREATE TABLE "substitute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"to_id" uuid NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"until_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "substitute_not_self" CHECK ("substitute"."person_id" <> "substitute"."to_id"),
	CONSTRAINT "substitute_range" CHECK ("substitute"."until_at" > "substitute"."from_at")
);
--> statement-breakpoint
ALTER TABLE "substitute" ADD CONSTRAINT "substitute_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute" ADD CONSTRAINT "substitute_to_id_person_id_fk" FOREIGN KEY ("to_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "substitute" ADD CONSTRAINT "substitute_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "substitute_person" ON "substitute" USING btree ("person_id","from_at");--> statement-breakpoint
CREATE INDEX "todo_waiting" ON "todo" USING btree ("assignee_id") WHERE state in ('waiting', 'approving');