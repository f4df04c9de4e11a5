create sequence invoice_numbers start with 1000 increment by 10 minvalue 1000 maxvalue 99999 cycle
;
create table mariadb_only (
  id bigint not null default nextval(invoice_numbers) primary key,
  payload json,
  token uuid not null default uuid(),
  host inet6,
  code varchar(20) default concat('x\\', 'it''s') check (code <> ''),
  hidden int invisible,
  key ix_ignored (code) ignored
)
;
create table versioned (id int primary key, name varchar(20)) with system versioning
;
