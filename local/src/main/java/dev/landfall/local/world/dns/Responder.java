package dev.landfall.local.world.dns;

import org.xbill.DNS.Message;

/** Decides what a name server answers. */
@FunctionalInterface
public interface Responder {

    /** The whole answer to a question that was read from the wire. */
    Message answer(Message question);
}
