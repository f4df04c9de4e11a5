package dev.dbsa.adapter.persistence;

/**
 * What a query asks for.
 *
 * @param counted how many rows there are at least
 * @param areAllCounted whether there are no more
 */
record HistoryListing(HistoryOrder order, long counted, boolean areAllCounted) {}
