create schema shop
;
create schema archive
;
create schema "Größe. ""x"" 🛒"
;
create type shop.mood as enum ('sad', 'it''s ok', 'happy')
;
alter type shop.mood add value 'meh' before 'happy'
;
comment on type shop.mood is 'how a customer feels'
;
create domain shop.positive as numeric(12,2) default 1 not null constraint positive_check check (value > 0)
;
create domain shop.email as text check (value ~ '^[^@]+@[^@]+$')
;
create type shop.address as (street text, zip character varying(10))
;
create type shop.period as range (subtype = date)
;
create function shop.with_tax(amount numeric, rate integer default 19) returns numeric
  language sql immutable as 'select amount * (1 + rate / 100.0)'
;
comment on function shop.with_tax(numeric, integer) is 'adds tax'
;
create function shop.with_tax(amount numeric) returns setof numeric language sql stable as 'select amount'
;
create procedure shop.close_order(in p_id bigint, inout p_state text) language plpgsql as 'begin p_state := ''closed''; end'
;
create function shop.touch() returns trigger language plpgsql as 'begin return new; end'
;
create aggregate shop.longest(text) (sfunc = pg_catalog.textcat, stype = text)
;
create table shop.customers (
  id bigint generated always as identity,
  email shop.email not null,
  name character varying(100) collate "C" not null default 'it''s "n\a"',
  mood shop.mood default 'happy',
  home shop.address,
  tags text[] not null default '{}',
  born date default '1970-01-01',
  seen timestamp with time zone default '2020-02-29 12:00:00+00',
  balance shop.positive,
  length_of_name integer generated always as (length(name)) stored,
  constraint customers_pk primary key (id),
  constraint customers_email_key unique (email),
  constraint customers_name_check check (name <> '')
)
;
comment on table shop.customers is 'People who buy; “quoted” ünïcode 🛒'
;
comment on column shop.customers.email is 'login; unique'
;
create index customers_lower_name on shop.customers (lower(name), born desc nulls last) include (mood) where born is not null
;
create index customers_tags on shop.customers using gin (tags)
;
create unique index customers_unique_name on shop.customers (name)
;
create sequence shop.invoice_numbers as integer start 1000 increment 10 minvalue 1000 maxvalue 99999 cycle
;
create table shop.orders (
  id bigserial primary key,
  customer_id bigint not null,
  parent_id bigint references shop.orders on delete set null,
  total numeric(12,2) not null,
  state text not null default 'new',
  placed_at timestamp with time zone not null default now(),
  during tstzrange,
  dropped_later integer,
  note text,
  constraint orders_customer foreign key (customer_id) references shop.customers (id)
    on update restrict on delete cascade deferrable initially deferred,
  constraint orders_total_check check (total >= 0),
  constraint orders_no_overlap exclude using gist (during with &&)
)
;
alter table shop.orders drop column dropped_later
;
alter table shop.orders add constraint orders_state_check check (state <> '') not valid
;
create table shop.order_items (
  line_no integer not null,
  order_id bigint not null,
  sku character(12) not null,
  quantity integer not null default 1,
  primary key (order_id, line_no),
  constraint items_order foreign key (order_id) references shop.orders on delete set default not valid
)
;
create table shop.item_notes (
  a_order bigint,
  a_line integer,
  note text,
  constraint notes_item foreign key (a_order, a_line) references shop.order_items (order_id, line_no) match full
)
;
create table shop.cycle_a (id integer primary key, b_id integer)
;
create table shop.cycle_b (id integer primary key, a_id integer references shop.cycle_a)
;
alter table shop.cycle_a add constraint cycle_a_b foreign key (b_id) references shop.cycle_b
;
create table archive.orders (id bigint, total numeric)
;
create table shop.measurements (
  id bigint not null,
  taken_on date not null,
  region text not null,
  value double precision,
  primary key (id, taken_on, region)
) partition by range (taken_on)
;
create table shop.measurements_2023 partition of shop.measurements for values from ('2023-01-01') to ('2024-01-01')
;
create table shop.measurements_2024 partition of shop.measurements for values from ('2024-01-01') to ('2025-01-01')
  partition by list (region)
;
create table shop.measurements_2024_north partition of shop.measurements_2024 for values in ('north')
;
create table archive.measurements_rest partition of shop.measurements default
;
create index measurements_value on shop.measurements (value)
;
create table shop.readings (
  id bigint primary key,
  m_id bigint, m_on date, m_region text,
  foreign key (m_id, m_on, m_region) references shop.measurements
)
;
create table shop.hashed (id integer, name text) partition by hash (id, (lower(name)))
;
create unlogged table "Größe. ""x"" 🛒"."select" (
  "from" integer primary key,
  "Größe des Kunden" text,
  "a.b" integer,
  "say ""hi""" integer,
  "MixedCase" integer,
  "🛒" integer default 42
)
;
create index "🛒 index" on "Größe. ""x"" 🛒"."select" ("🛒")
;
create table shop.abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc (
  abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabc integer
)
;
create table shop.no_columns ()
;
create view shop.v_orders as
  select o.id, c.email, o.total from shop.orders o join shop.customers c on c.id = o.customer_id where o.state = 'it''s done'
;
comment on view shop.v_orders is 'orders that are done'
;
create materialized view shop.totals as select customer_id, sum(total) as total from shop.orders group by customer_id with no data
;
create unique index totals_customer on shop.totals (customer_id)
;
create trigger orders_touch before insert or update of total, state on shop.orders
  for each row when (new.total > 0) execute function shop.touch('it''s', 'b')
;
create trigger orders_log after truncate on shop.orders for each statement execute function shop.touch()
;
alter table shop.orders disable trigger orders_log
;
create trigger v_orders_insert instead of insert on shop.v_orders for each row execute function shop.touch()
;
create foreign data wrapper nowhere
;
create server elsewhere foreign data wrapper nowhere
;
create foreign table archive.remote_orders (id bigint not null, total numeric) server elsewhere
;
create table shop.special_orders (reason text collate "C") inherits (shop.orders)
;
create table shop.addresses of shop.address (street not null)
;
create collation shop.plain (provider = libc, locale = 'C')
;
create function shop.add_tax(amount numeric, rate numeric default 0.19, out total numeric)
  language sql immutable strict security definer as 'select amount * (1 + rate)'
;
create function shop.some_numbers(variadic wanted integer[]) returns setof integer
  language sql stable as 'select unnest(wanted)'
;
create table shop.taxed (
  id integer,
  price numeric default shop.add_tax(1),
  gross numeric generated always as (shop.add_tax(price)) stored,
  label text collate shop.plain,
  constraint taxed_key unique (id) deferrable initially deferred,
  constraint taxed_rate check (shop.add_tax(price, 0.07) > price) no inherit,
  constraint taxed_alone exclude using gist (int4range(id, id + 1) with &&) where (id > 0)
) with (fillfactor = 70)
;
create index taxed_expression on shop.taxed (shop.add_tax(price) desc nulls last, label text_pattern_ops)
;
create statistics shop.taxed_together on id, price from shop.taxed
;
create policy taxed_seen on shop.taxed for select using (id in (select id from shop.orders))
;
alter table shop.taxed enable row level security, force row level security
;
create rule taxed_kept as on delete to shop.taxed do instead nothing
;
create view shop.v_taxed with (security_barrier = true) as
  select id, price from shop.taxed where price > 0 with cascaded check option
;
create view shop.v_numbers as select n from shop.some_numbers(1, 2) as n
;
create operator shop.=== (leftarg = integer, rightarg = integer, function = int4eq)
;
create cast (shop.mood as integer) with inout as assignment
;
create operator class shop.int_ops for type integer using btree as operator 3 =(integer, integer), function 1 btint4cmp(integer, integer)
;
create text search configuration shop.english_like (copy = pg_catalog.english)
;
create constraint trigger taxed_checked after update of price, id on shop.taxed
  deferrable for each row execute function shop.touch()
;
create type shop.unfinished
;
create procedure shop.pay(inout amount numeric) language sql as 'select amount'
;
