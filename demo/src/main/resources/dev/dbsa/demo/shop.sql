-- A small shop, with what a real schema has: keys, checks, an enum, indexes, a view, comments.

CREATE TYPE order_status AS ENUM ('new', 'paid', 'shipped', 'delivered', 'canceled');

CREATE TABLE customers (
  id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email         varchar(254) NOT NULL UNIQUE,
  first_name    varchar(80)  NOT NULL,
  last_name     varchar(80)  NOT NULL,
  phone         varchar(40),
  country_code  char(2)      NOT NULL DEFAULT 'DE',
  is_active     boolean      NOT NULL DEFAULT true,
  created_at    timestamptz  NOT NULL DEFAULT now(),
  CONSTRAINT customers_email_shape CHECK (email LIKE '%_@_%')
);
COMMENT ON TABLE customers IS 'Everybody who has an account; also called clients or buyers';
COMMENT ON COLUMN customers.country_code IS 'ISO 3166-1 alpha-2';

CREATE TABLE addresses (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id  bigint       NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
  kind         varchar(10)  NOT NULL CHECK (kind IN ('billing', 'shipping')),
  street       varchar(200) NOT NULL,
  postal_code  varchar(20)  NOT NULL,
  city         varchar(100) NOT NULL
);
CREATE INDEX addresses_customer_id_idx ON addresses (customer_id);
COMMENT ON TABLE addresses IS 'Where customers live and where their parcels go';

CREATE TABLE categories (
  id         integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  parent_id  integer REFERENCES categories (id),
  name       varchar(100) NOT NULL UNIQUE
);
COMMENT ON TABLE categories IS 'The tree of product groups';
COMMENT ON COLUMN categories.parent_id IS 'Null for the roots';

CREATE TABLE products (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  category_id  integer        NOT NULL REFERENCES categories (id),
  sku          varchar(40)    NOT NULL UNIQUE,
  title        varchar(200)   NOT NULL,
  description  text,
  unit_price   numeric(10, 2) NOT NULL CHECK (unit_price >= 0),
  stock        integer        NOT NULL DEFAULT 0 CHECK (stock >= 0),
  is_listed    boolean        NOT NULL DEFAULT true
);
CREATE INDEX products_category_id_idx ON products (category_id);
CREATE INDEX products_listed_title_idx ON products (lower(title)) WHERE is_listed;
COMMENT ON TABLE products IS 'Articles that can be bought';
COMMENT ON COLUMN products.sku IS 'Stock keeping unit, as printed on the label';
COMMENT ON COLUMN products.unit_price IS 'Gross, in euros';

CREATE TABLE orders (
  id                   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id          bigint         NOT NULL REFERENCES customers (id),
  shipping_address_id  bigint         REFERENCES addresses (id),
  status               order_status   NOT NULL DEFAULT 'new',
  total_amount         numeric(12, 2) NOT NULL DEFAULT 0 CHECK (total_amount >= 0),
  created_at           timestamptz    NOT NULL DEFAULT now(),
  shipped_at           timestamptz,
  CONSTRAINT orders_shipped_after_created CHECK (shipped_at IS NULL OR shipped_at >= created_at)
);
CREATE INDEX orders_customer_id_idx ON orders (customer_id);
CREATE INDEX orders_created_at_idx ON orders (created_at DESC);
COMMENT ON TABLE orders IS 'Purchases of customers';
COMMENT ON COLUMN orders.total_amount IS 'Sum of the items, in euros';

CREATE TABLE order_items (
  order_id    bigint         NOT NULL REFERENCES orders (id) ON DELETE CASCADE,
  line_no     smallint       NOT NULL,
  product_id  bigint         NOT NULL REFERENCES products (id),
  quantity    integer        NOT NULL CHECK (quantity > 0),
  unit_price  numeric(10, 2) NOT NULL,
  PRIMARY KEY (order_id, line_no)
);
CREATE INDEX order_items_product_id_idx ON order_items (product_id);
COMMENT ON TABLE order_items IS 'The lines of an order';
COMMENT ON COLUMN order_items.unit_price IS 'The price at the time of the order';

CREATE TABLE payments (
  id        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  order_id  bigint         NOT NULL REFERENCES orders (id),
  method    varchar(20)    NOT NULL CHECK (method IN ('card', 'invoice', 'transfer')),
  amount    numeric(12, 2) NOT NULL,
  paid_at   timestamptz    NOT NULL
);
CREATE INDEX payments_order_id_idx ON payments (order_id);
COMMENT ON TABLE payments IS 'Money that came in';

CREATE TABLE reviews (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  product_id   bigint      NOT NULL REFERENCES products (id),
  customer_id  bigint      NOT NULL REFERENCES customers (id),
  rating       smallint    NOT NULL CHECK (rating BETWEEN 1 AND 5),
  comment      text,
  created_at   timestamptz NOT NULL DEFAULT now(),
  UNIQUE (product_id, customer_id)
);
COMMENT ON TABLE reviews IS 'What customers think of products';
COMMENT ON COLUMN reviews.rating IS 'Stars, 1 to 5';

CREATE VIEW customer_revenue AS
  SELECT c.id AS customer_id, c.last_name, count(o.id) AS orders_count, sum(o.total_amount) AS revenue
  FROM customers c
  LEFT JOIN orders o ON o.customer_id = c.id AND o.status <> 'canceled'
  GROUP BY c.id, c.last_name;
COMMENT ON VIEW customer_revenue IS 'What each customer has brought in';

INSERT INTO customers (email, first_name, last_name, country_code, created_at)
  SELECT 'customer' || n || '@example.org',
         (ARRAY ['Ada', 'Ben', 'Chloé', 'Dörte', 'Emil', 'Fatma'])[1 + n % 6],
         (ARRAY ['Abel', 'Brandt', 'Çelik', 'Dubois', 'Eriksson'])[1 + n % 5],
         (ARRAY ['DE', 'FR', 'SE', 'TR'])[1 + n % 4],
         timestamptz '2025-01-01' + n * interval '7 hours'
  FROM generate_series(1, 500) n;

INSERT INTO addresses (customer_id, kind, street, postal_code, city)
  SELECT id, 'shipping', 'Main Street ' || id, (10000 + id)::text, 'Springfield' FROM customers;

INSERT INTO categories (name) VALUES ('Books'), ('Games'), ('Kitchen');
INSERT INTO categories (parent_id, name)
  VALUES (1, 'Novels'), (1, 'Textbooks'), (2, 'Board games'), (3, 'Knives'), (3, 'Pans');

INSERT INTO products (category_id, sku, title, unit_price, stock)
  SELECT 4 + n % 5, 'SKU-' || lpad(n::text, 5, '0'), 'Article ' || n, 5 + n % 90, n % 40
  FROM generate_series(1, 200) n;

INSERT INTO orders (customer_id, shipping_address_id, status, created_at)
  SELECT 1 + n % 500, 1 + n % 500,
         (ARRAY ['new', 'paid', 'shipped', 'delivered', 'canceled'])[1 + n % 5]::order_status,
         timestamptz '2025-06-01' + n * interval '2 hours'
  FROM generate_series(1, 3000) n;

INSERT INTO order_items (order_id, line_no, product_id, quantity, unit_price)
  SELECT o.id, line, p.id, 1 + o.id % 3, p.unit_price
  FROM orders o
  CROSS JOIN generate_series(1, 3) line
  JOIN products p ON p.id = 1 + (o.id * 7 + line * 13) % 200;

UPDATE orders o
  SET total_amount = (SELECT sum(quantity * unit_price) FROM order_items i WHERE i.order_id = o.id);

INSERT INTO payments (order_id, method, amount, paid_at)
  SELECT id, (ARRAY ['card', 'invoice', 'transfer'])[1 + id % 3], total_amount, created_at + interval '1 day'
  FROM orders WHERE status IN ('paid', 'shipped', 'delivered');

INSERT INTO reviews (product_id, customer_id, rating)
  SELECT 1 + n % 200, 1 + n * 3 % 500, 1 + n % 5 FROM generate_series(1, 400) n
  ON CONFLICT DO NOTHING;

-- So that the planner, and whoever reads its statistics, knows how large the tables are.
ANALYZE;
