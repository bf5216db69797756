CREATE TABLE "delivery_pace" (
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	CONSTRAINT "delivery_pace_pkey" PRIMARY KEY("person_id","channel")
);
--> statement-breakpoint
CREATE TABLE "delivery_preference" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery_send" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_send_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"person_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "data_key" (
	"id" integer PRIMARY KEY NOT NULL,
	"wrapped" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "waits_for" text;--> statement-breakpoint
ALTER TABLE "notification" ADD COLUMN "sent_with" bigint;--> statement-breakpoint
ALTER TABLE "delivery_preference" ADD CONSTRAINT "delivery_preference_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delivery_send_person" ON "delivery_send" USING btree ("person_id","channel","at");--> statement-breakpoint
CREATE INDEX "notification_waiting" ON "notification" USING btree ("person_id","channel") WHERE state = 'queued' and waits_for is not null;