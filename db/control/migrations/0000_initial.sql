CREATE SCHEMA IF NOT EXISTS "control";
--> statement-breakpoint
CREATE TABLE "control"."account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"session_epoch" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_email_key" UNIQUE("email"),
	CONSTRAINT "account_email_form" CHECK ("control"."account"."email" = lower("control"."account"."email") and "control"."account"."email" ~ '^[!-~]+$')
);
--> statement-breakpoint
CREATE TABLE "control"."membership" (
	"account_id" uuid NOT NULL,
	"tenant_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_pkey" PRIMARY KEY("account_id","tenant_id")
);
--> statement-breakpoint
CREATE TABLE "control"."sign_in_origin" (
	"account_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"last_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sign_in_origin_pkey" PRIMARY KEY("account_id","origin")
);
--> statement-breakpoint
CREATE TABLE "control"."provisioning" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tenant_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"state" text NOT NULL,
	"steps" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provisioning_tenant_key" UNIQUE("tenant_id"),
	CONSTRAINT "provisioning_state" CHECK ("control"."provisioning"."state" in ('queued', 'running', 'ready', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "control"."queue_task" (
	"task" text PRIMARY KEY NOT NULL,
	"for_tenants" boolean NOT NULL,
	"for_gateway" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."rate_limit" (
	"key" text PRIMARY KEY NOT NULL,
	"full_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "control"."tenant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"schema" text NOT NULL,
	"state" text NOT NULL,
	"locale" text NOT NULL,
	"time_zone" text DEFAULT 'Asia/Shanghai' NOT NULL,
	"wake_token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_slug_key" UNIQUE("slug"),
	CONSTRAINT "tenant_schema_key" UNIQUE("schema"),
	CONSTRAINT "tenant_wake_token_key" UNIQUE("wake_token"),
	CONSTRAINT "tenant_schema_form" CHECK ("control"."tenant"."schema" ~ '^t_[a-z0-9]{16}$'),
	CONSTRAINT "tenant_slug_form" CHECK ("control"."tenant"."slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length("control"."tenant"."slug") between 3 and 40),
	CONSTRAINT "tenant_state" CHECK ("control"."tenant"."state" in ('provisioning', 'active', 'suspended')),
	CONSTRAINT "tenant_locale" CHECK ("control"."tenant"."locale" in ('en', 'zh'))
);
--> statement-breakpoint
CREATE TABLE "control"."tenant_version" (
	"tenant_id" uuid NOT NULL,
	"item" text NOT NULL,
	"hash" text NOT NULL,
	"applied_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_version_pkey" PRIMARY KEY("tenant_id","item")
);
--> statement-breakpoint
ALTER TABLE "control"."membership" ADD CONSTRAINT "membership_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "control"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."membership" ADD CONSTRAINT "membership_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."sign_in_origin" ADD CONSTRAINT "sign_in_origin_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "control"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."provisioning" ADD CONSTRAINT "provisioning_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."provisioning" ADD CONSTRAINT "provisioning_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "control"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "control"."tenant_version" ADD CONSTRAINT "tenant_version_tenant_id_tenant_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "control"."tenant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "membership_tenant" ON "control"."membership" USING btree ("tenant_id");--> statement-breakpoint
CREATE INDEX "rate_limit_full_at" ON "control"."rate_limit" USING btree ("full_at");