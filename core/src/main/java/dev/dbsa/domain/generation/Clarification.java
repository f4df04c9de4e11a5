package dev.dbsa.domain.generation;

/** A question that a draft asked, with what somebody answered. */
public record Clarification(String question, String answer) {}
