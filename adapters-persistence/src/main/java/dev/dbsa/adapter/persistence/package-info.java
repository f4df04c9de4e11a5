/** Stores connections, snapshots, generations and reviews in a relational database. */
@NullMarked
package dev.dbsa.adapter.persistence;

import org.jspecify.annotations.NullMarked;
