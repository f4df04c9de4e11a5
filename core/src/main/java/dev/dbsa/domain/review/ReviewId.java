package dev.dbsa.domain.review;

import java.util.UUID;

/** Identity of a review. */
public record ReviewId(UUID value) {}
