// The case files, by folder. A habit test finds one that is forgotten.
cases! {
    articles {
        line_numbers
        forms
        markdown
        truncated
        wrapped
    }
    claims {
        matrix
        one_sided
    }
    components {
        all
        timeline
        unknown
    }
    dates {
        bad
        selections
        words
    }
    editions {
        drafts
        part_labels
        parts
        records
        references
    }
    files {
        escapes
        bytes
        encodings
        seeds
        stray
    }
    front_matter {
        unread
        citation_style
        every_key
        keys
        missing
        no_case
        types
        yaml
    }
    handouts {
        bad_contents
        contents
        drawn
        hidden
        nothing
        paper
        teaching
        twice
    }
    ids {
        aliases
        duplicates
        letters
        unknown
    }
    links {
        withheld
        broken
        files
        redirects
        wikilinks
    }
    markdown {
        html_optional
        html_loads
        margin
        bad_citations
        citations
        extensions
        footnotes
        html
        template_code
        too_deep
    }
    mentions {
        names
        rights
    }
    output {
        backlinks
        base_url
        cards
        case_of_letters
        language
        order
        tags
    }
    passages {
        in_quotation
        audiences
        bad
    }
    profiles {
        named_with
    }
    quotations {
        tables
        unverified
        absent
        block_quotes
        elisions
        hidden_lines
        lists
        marks
        matching
        near_miss
        overlaps
        paragraphs
        places
        scripts
        two_citations
        uncited
        verdicts
        warn
    }
    sources {
        alone
        compare
        excerpt
        other_scripts
        record
    }
    rights {
        by_edition
        excerpt_by_hidden
        full_excerpt_record
        truncated_everywhere
    }
    search {
        editions
        empty
        letters
        rights
    }
    theme {
        bundle_errors
        bundles
        cautions
        extends
        extends_errors
        required
        leak_component
        missing
        own
        leak
        own_words
        syntax_error
        template_error
    }
}
