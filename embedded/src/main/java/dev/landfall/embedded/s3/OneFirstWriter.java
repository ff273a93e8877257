package dev.landfall.embedded.s3;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets conditional writes through one by one. S3 promises that of many writers with {@code If-None-Match: *} one is
 * first; the program looks and then writes, so that two could be.
 */
public final class OneFirstWriter implements Filter {

    private final ReentrantLock turn = new ReentrantLock();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http && http.getHeader("If-None-Match") != null) {
            turn.lock();
            try {
                chain.doFilter(request, response);
            } finally {
                turn.unlock();
            }
        } else {
            chain.doFilter(request, response);
        }
    }
}
