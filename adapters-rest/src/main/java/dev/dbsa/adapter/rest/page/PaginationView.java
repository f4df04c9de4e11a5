package dev.dbsa.adapter.rest.page;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which part of a list an answer holds. */
@Schema(name = "Pagination")
public record PaginationView(
    @Schema(description = "The page's number, from 1.", examples = "1") int page,
    @Schema(description = "How many items a page has at most.", examples = "20") int pageSize,
    @Schema(
            description =
                "How many items the whole list has, or at least that many where total_exact is"
                    + " false.",
            examples = "1")
        long total,
    @Schema(
            description =
                "Whether all items were counted; of a long list only the first 10,000 are.")
        boolean totalExact) {}
