package dev.landfall.gateway.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/** One element of what a service answered in XML. */
record XmlAnswer(Element element) {

    static XmlAnswer parse(byte[] said) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return new XmlAnswer(factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(said))
                    .getDocumentElement());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every JDK can refuse a document type", e);
        } catch (SAXException | IOException e) {
            throw new UncheckedIOException(new IOException("AWS answered with something that is not XML", e));
        }
    }

    /** Members of a list: the elements directly below those of that name. */
    List<XmlAnswer> members(String list) {
        return children(element).stream()
                .filter(each -> each.getTagName().equals(list))
                .flatMap(each -> children(each).stream())
                .map(XmlAnswer::new)
                .toList();
    }

    /** The text of the element of that name directly below; empty where it is missing or empty. */
    Optional<String> text(String name) {
        return children(element).stream()
                .filter(each -> each.getTagName().equals(name))
                .map(Node::getTextContent)
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    /** The text of the first element of that name, however deep. */
    Optional<String> first(String name) {
        return Optional.ofNullable(element.getElementsByTagName(name).item(0)).map(Node::getTextContent);
    }

    /** The first element of that name, however deep. */
    Optional<XmlAnswer> below(String name) {
        return Optional.ofNullable(element.getElementsByTagName(name).item(0))
                .map(Element.class::cast)
                .map(XmlAnswer::new);
    }

    private static List<Element> children(Element element) {
        var children = new ArrayList<Element>();
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element each) {
                children.add(each);
            }
        }
        return children;
    }
}
